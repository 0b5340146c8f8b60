import "./home.ts";
import "./faults.ts";
import "./outlet.ts";
import "./schedules.ts";
import "./chart.ts";
import "./mqtt.ts";
