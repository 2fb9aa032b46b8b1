import { catalogue } from '#platform/language/catalogue.ts';
import en from './en.json' with { type: 'json' };
import zh from './zh-TW.json' with { type: 'json' };

/** What stands around every page of the console, and on a page that could not be shown: all that these load of a catalogue. */
export const frameText = catalogue({ 'zh-TW': zh, en });
