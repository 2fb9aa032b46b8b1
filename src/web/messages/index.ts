import { catalogue } from '#platform/language/catalogue.ts';
import en from './en.json' with { type: 'json' };
import zh from './zh-TW.json' with { type: 'json' };

/** Refusals of the API and of uploads. */
export const webText = catalogue({ 'zh-TW': zh, en });
