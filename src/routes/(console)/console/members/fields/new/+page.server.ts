import { keepFieldAction, loadField } from '#web/field-form.ts';

export const load = loadField;
export const actions = { default: keepFieldAction };
