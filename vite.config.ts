import { sveltekit } from '@sveltejs/kit/vite';
import adapter from '@sveltejs/adapter-node';
import path from 'node:path';
import type { Plugin } from 'vite';
import { IntlMessageFormat } from 'intl-messageformat';
import { defineConfig } from 'vitest/config';

const source = path.join(import.meta.dirname, 'src');

/** Libraries that the server always needs. Of every other one it loads the files as they are installed, when it needs them. */
const bundled = [
	...[
		'@streamparser/json',
		'aws4fetch',
		'csv-parse',
		'diff',
		'intl-messageformat',
		'ipaddr.js',
		'kysely',
		'markdown-it',
	],
	...['opencc-js', 'parse5', 'pg-boss', 'postgres', 'stemmer', 'twitter-text', 'zod'],
];

/**
 * The server is one bundle: what starts it and what SvelteKit makes are built together, so that web and worker share one copy
 * of every module, and the thousand small files of source and libraries cost neither memory nor time at the start.
 * Files that a module reads (migrations, templates) stay where its source stands.
 */
const oneServer: Plugin = {
	name: 'homecourt-one-server',
	enforce: 'pre',
	apply: 'build',
	config: () => ({
		ssr: { noExternal: bundled },
		environments: { ssr: { build: { rolldownOptions: { input: { main: path.join(source, 'main.ts') } } } } },
	}),
	// A library asks for the package of that name; Node has an old module that is called the same.
	resolveId(name, importer) {
		return name === 'punycode' && this.environment.name === 'ssr'
			? this.resolve('punycode/punycode.js', importer)
			: null;
	},
	transform(code, id) {
		if (this.environment.name !== 'ssr' || !id.startsWith(source) || !code.includes('import.meta.dirname')) return null;
		return { code: code.replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id))), map: null };
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

/**
 * An icon is its drawing and nothing more: the family's own component puts each together from a list of its strokes, which on a
 * phone's processor costs the console's menu a tenth of a second. It takes what `ui/Icon.svelte` gives it.
 */
const drawnIcons: Plugin = {
	name: 'homecourt-drawn-icons',
	enforce: 'pre',
	transform(code, id) {
		if (!/@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/.test(id)) return null;
		const told = /const iconData = (\{.*\});/.exec(code)?.[1];
		if (!told) return this.error('Lucide tells its icons in another way now');
		const { node, size: side } = JSON.parse(told) as { node: [string, Record<string, string>][]; size: number };
		const strokes = node.map(
			([tag, values]) =>
				`<${tag} ${Object.entries(values)
					.map(([name, value]) => `${name}="${value}"`)
					.join(' ')} />`,
		);
		return `<script>
	let { class: name, size, strokeWidth, role, 'aria-label': label, 'aria-hidden': hidden } = $props();
</script>
<svg xmlns="http://www.w3.org/2000/svg" class={name} width={size} height={size} viewBox="0 0 ${side} ${side}" fill="none" stroke="currentColor" stroke-width={strokeWidth} stroke-linecap="round" stroke-linejoin="round" {role} aria-label={label} aria-hidden={hidden}>${strokes.join('')}</svg>`;
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
	test: /node_modules\/(?:svelte|@sveltejs|esm-env|@lucide|intl-messageformat|@formatjs)\/|\/src\/(?:ui\/[A-Z]|platform\/language\/|site\/frame\/|site\/ui\/(?:ErrorText|IconLinks)|search\/ui\/SearchForm|media\/picture\.ts|platform\/actor\.ts|[a-z]+\/policy\.ts)|vite\/preload-helper|rolldown\/runtime/,
	minShareCount: 5,
};

/** The same for what pages of the desk share: the sentences of articles, and what compares two versions. */
const desk = {
	name: 'desk',
	test: /\/src\/(?:content\/(?:messages|slug|folded-difference|ui\/(?:Difference|Pieces|KeptOffer|KeepingNote|article-keeping|draft-keeper|editing-desk|send-upload))|(?:insight|seo)\/policy)/,
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
		oneServer,
		announcerWithClass,
		drawnIcons,
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
	environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [shared, desk] } } } } } },
	test: {
		isolate: false,
		include: ['src/**/*.test.ts'],
		testTimeout: 20_000,
		hookTimeout: 60_000,
		pool: 'forks',
		// The database works beside them: two are what two cores carry.
		maxWorkers: 2,
		globalSetup: ['src/testing/cluster.ts'],
	},
});
