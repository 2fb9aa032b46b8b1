import { catalogue } from '#platform/language/catalogue.ts';
import en from './en.json' with { type: 'json' };
import zh from './zh-TW.json' with { type: 'json' };

/** The few words that a rendered document has of its own. They are in the language of the text. */
export const documentText = catalogue({ 'zh-TW': zh, en });
