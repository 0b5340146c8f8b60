/** Words of English, and of articles on plugs, that other languages hardly have. */
const ENGLISH =
  /\b(?:the|this|that|these|those|your|you|it|and|are|with|will|be|been|can|has|there|which|should|plug|device|reset|settings|done|ready|finished|congratulations|thanks|note|tip)\b/i;

/** Where no such word is, nobody can say that a sentence tells nothing. */
export const isEnglish = (sentence: string): boolean => ENGLISH.test(sentence);
