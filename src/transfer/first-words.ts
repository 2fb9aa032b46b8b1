import { cleanText } from '#platform/document/clean-text.ts';
import { cut } from '#transfer/cut.ts';

/** What a text begins with, for a list that names it. */
export const firstWords = (text: string): string => cut(cleanText(text).replace(/\s+/g, ' ').trim(), 60);
