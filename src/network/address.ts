import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { offerSettings } from '#platform/settings.ts';

const webBase = z.string().regex(/^https?:\/\/[^\s?#]+$/, 'needs http:// or https://');

/** Where a network is called: a setting of its own, `env`, so that a test or a fake can stand in its place. */
export function addressSetting(env: string, doc: string, standard: string): (ctx: Ctx) => string {
	offerSettings({ env, doc, default: standard, schema: webBase });
	return ({ settings }) => (settings.offered[env] ?? standard).replace(/\/+$/, '');
}

/** A version of a network's interface, as a setting: its makers switch old ones off. */
export function versionSetting(env: string, doc: string, standard: string, shape: RegExp): (ctx: Ctx) => string {
	offerSettings({ env, doc, default: standard, schema: z.string().regex(shape, `needs the shape of ${standard}`) });
	return ({ settings }) => settings.offered[env] ?? standard;
}
