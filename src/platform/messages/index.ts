import { catalogue } from '#platform/language/catalogue.ts';
import en from './en.json' with { type: 'json' };
import zh from './zh-TW.json' with { type: 'json' };

/** Sentences that belong to no module: refusals that everybody may meet, words of time and number. */
export const platformText = catalogue({ 'zh-TW': zh, en });
