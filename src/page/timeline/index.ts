import "./timeline.ts";
