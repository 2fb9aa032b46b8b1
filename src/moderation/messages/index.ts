import { catalogue } from '#platform/language/catalogue.ts';
import en from './en.json' with { type: 'json' };
import zh from './zh-TW.json' with { type: 'json' };

/** Sentences about complaints, decisions and their log. */
export const moderationText = catalogue({ 'zh-TW': zh, en });
