/** What a profile's author should know. `error`: a plug of this make would not do what the profile says. */
export interface Finding {
  readonly level: "error" | "warning" | "note";
  /** Where in the profile, such as `rungs[1].at`. */
  readonly place: string;
  readonly text: string;
}
