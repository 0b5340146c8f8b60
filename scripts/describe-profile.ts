/** Writes docs/profile.schema.json from the schema that reads profiles. */
import { writeFileSync } from "node:fs";
import { profileSchema } from "./profile-schema.ts";

writeFileSync(new URL("../docs/profile.schema.json", import.meta.url), profileSchema());
