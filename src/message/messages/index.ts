import { catalogue } from '#platform/language/catalogue.ts';
import en from './en.json' with { type: 'json' };
import zh from './zh-TW.json' with { type: 'json' };

/** Sentences of private messages. */
export const messageText = catalogue({ 'zh-TW': zh, en });
