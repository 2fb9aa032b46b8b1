import { catalogue } from '#platform/language/catalogue.ts';
import en from './en.json' with { type: 'json' };
import zh from './zh-TW.json' with { type: 'json' };

/** What the editor says. The page hands it to the component through `editorLabels`. */
export const editorText = catalogue({ 'zh-TW': zh, en });
