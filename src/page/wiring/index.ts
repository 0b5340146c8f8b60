import "./wiring-panel.ts";
