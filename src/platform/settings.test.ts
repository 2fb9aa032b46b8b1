import { describe, expect, it } from 'vitest';
import { offerSettings, readSettings, settingTable, WrongSettings } from '#platform/settings.ts';
import { z } from 'zod';

const refusal = (environment: Record<string, string>): string => {
	try {
		readSettings(environment);
	} catch (error) {
		if (error instanceof WrongSettings) return error.message;
		throw error;
	}
	return '';
};

describe('settings', () => {
	it('are their defaults when nothing is set, or set to nothing', () => {
		const empty = Object.fromEntries(Object.values(settingTable).map(({ env }) => [env, '']));
		expect(readSettings(empty)).toEqual(readSettings({}));
		expect(readSettings({})).toMatchObject({ port: 3000, databaseUrl: null, logLevel: 'info' });
	});

	it.each([
		['PORT', 'abc'],
		['PORT', '-1'],
		['PORT', '80; rm'],
		['LOG_LEVEL', 'loud'],
		['S3_URL', 'https://bucket.example'],
		['S3_URL', 'not an address'],
	])('%s=%s is refused, named, with what it means', (env, value) => {
		const said = refusal({ [env]: value });
		expect(said).toContain(`${env}: `);
		expect(said).toContain(Object.values(settingTable).find((one) => one.env === env)?.doc);
	});

	it('are all named at once, and no value is repeated: it may be a secret', () => {
		const said = refusal({ PORT: 'abc', LOG_LEVEL: 'loud', S3_URL: 'https://only:secretive@', HOST: '::' });
		for (const env of ['PORT', 'LOG_LEVEL', 'S3_URL']) expect(said).toContain(`${env}: `);
		expect(said).not.toMatch(/secretive|HOST: /);
	});

	it('of exchangeable parts are looked at in the same way', () => {
		offerSettings({ env: 'TEST_VERSION', doc: 'A version.', default: 'v1', schema: z.string().regex(/^v\d+$/) });
		expect(readSettings({}).offered['TEST_VERSION']).toBe('v1');
		expect(refusal({ TEST_VERSION: 'newest' })).toContain('TEST_VERSION: ');
	});
});
