import "./plug-panel.ts";
