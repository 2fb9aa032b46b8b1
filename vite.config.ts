import { sveltekit } from '@sveltejs/kit/vite';
import adapter from '@sveltejs/adapter-node';
import type { Plugin } from 'vite';
import { IntlMessageFormat } from 'intl-messageformat';
import { defineConfig } from 'vitest/config';

/**
 * One copy of the code: in the server build our own `#….ts` modules stay outside the bundle, so that web, worker and
 * command line run the same files. What imports SvelteKit or Svelte (`web/`, `ui/`, components) is bundled, because a
 * second copy of a framework breaks it silently.
 */
const oneCopy: Plugin = {
	name: 'homecourt-one-copy',
	enforce: 'pre',
	apply: 'build',
	resolveId(source) {
		if (this.environment.name !== 'ssr') return null;
		if (!source.startsWith('#') || !source.endsWith('.ts')) return null;
		if (source.startsWith('#web/') || source.startsWith('#ui/') || source.includes('/ui/')) return null;
		return { id: source, external: true };
	},
};

/**
 * SvelteKit's line for screen readers hides itself with a style attribute, which the policy refuses. The class of the
 * style sheet does the same, and the policy keeps its strength.
 */
const announcerWithClass: Plugin = {
	name: 'homecourt-announcer-with-class',
	enforce: 'pre',
	transform(code, id) {
		if (!/kit\/src\/runtime\/components\/root\.svelte$/.test(id)) return null;
		const changed = code.replace(/(aria-atomic="true"\s+)style="[^"]*"/, '$1class="visually-hidden"');
		if (changed === code) this.error('SvelteKit hides its announcer in another way now');
		return changed;
	},
};

/** The editor runs in browsers only: the server renders a textarea, and does not carry the editor in its memory. */
const editorInBrowsers: Plugin = {
	name: 'homecourt-editor-in-browsers',
	enforce: 'pre',
	apply: 'build',
	resolveId(source, importer) {
		if (this.environment.name !== 'ssr' || source !== './editing.ts') return null;
		return importer?.includes('/ui/editor/DocumentEditor.svelte') ? '\0nothing' : null;
	},
	load: (id) => (id === '\0nothing' ? 'export {}' : null),
};

/**
 * The browser gets its sentences already taken apart, and so without the parser, which is larger than a module's
 * catalogue. The library offers both: `no-parser.js` is its own.
 */
const parsedMessages: Plugin = {
	name: 'homecourt-parsed-messages',
	enforce: 'pre',
	apply: 'build',
	resolveId(source, importer, options) {
		if (this.environment.name !== 'client' || source !== '@formatjs/icu-messageformat-parser') return null;
		return this.resolve(`${source}/no-parser.js`, importer, options);
	},
	transform(code, id) {
		const locale = /\/messages\/(zh-TW|en)\.json$/.exec(id)?.[1];
		if (this.environment.name !== 'client' || !locale) return null;
		const apart = (text: string) =>
			/[{']/.test(text) ? new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst() : text;
		// Problems are said by the server alone.
		const texts = Object.entries(JSON.parse(code) as Record<string, string>).filter(([key]) => !/^problem\./.test(key));
		return { code: JSON.stringify(Object.fromEntries(texts.map(([key, text]) => [key, apart(text)]))), map: null };
	},
};

/**
 * What nearly every working page needs comes as one file: forty small ones cost a phone more in requests than in script.
 */
const shared = {
	name: 'shared',
	test: /node_modules\/(?:svelte|@sveltejs|esm-env|@lucide|intl-messageformat|@formatjs)\/|\/src\/(?:ui\/[A-Z]|platform\/language\/|site\/frame\/|site\/ui\/(?:ErrorText|IconLinks|SearchForm)|media\/picture\.ts)/,
	minShareCount: 5,
};

const directives = {
	'default-src': ['self'],
	'script-src': ['self'],
	'style-src': ['self'],
	'img-src': ['self', 'data:', 'blob:'],
	'object-src': ['none'],
	'base-uri': ['self'],
	'form-action': ['self'],
	'frame-ancestors': ['self'],
} as const;

export default defineConfig({
	plugins: [
		oneCopy,
		announcerWithClass,
		parsedMessages,
		editorInBrowsers,
		sveltekit({
			adapter: adapter({ precompress: true }),
			csp: { mode: 'hash', directives: directives as never },
			// A public page carries its style in its own HTML: one request less before the first paint.
			inlineStyleThreshold: 30_000,
			compilerOptions: { runes: true },
			version: { name: process.env['HOMECOURT_BUILD'] ?? 'dev', pollInterval: 0 },
		}),
	],
	build: { target: 'es2022' },
	environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [shared] } } } } } },
	test: {
		include: ['src/**/*.test.ts'],
		testTimeout: 20_000,
		hookTimeout: 60_000,
		pool: 'forks',
		// The database works beside them: two are what two cores carry.
		maxWorkers: 2,
		globalSetup: ['src/testing/cluster.ts'],
	},
});
