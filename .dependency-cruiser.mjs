/** The rules of ARCHITECTURE.md, as far as imports can tell. Every rule is an error. */
const modules =
	'site|content|membership|community|moderation|publishing|network|listening|inbox|reward|advocacy|trial|cause|commerce|insight|seo|notification|media|search|transfer|gathering|embed|federation|message';

export default {
	forbidden: [
		{
			name: 'platform-and-ui-know-nobody',
			comment: 'The ground knows neither the product nor how it is reached.',
			severity: 'error',
			from: { path: '^src/(platform|ui)/', pathNot: '\\.test\\.ts$' },
			to: { path: `^src/(${modules}|routes|web|app)/` },
		},
		{
			name: 'platform-does-not-know-ui',
			severity: 'error',
			from: { path: '^src/platform/' },
			to: { path: '^src/ui/' },
		},
		{
			name: 'modules-enter-by-doors',
			comment:
				'A module enters another only through server/index.ts, events.ts, policy.ts, ui/, messages/ or its named pure files.',
			severity: 'error',
			from: { path: `^src/(${modules})/`, pathNot: '\\.test\\.ts$' },
			to: { path: `^src/(${modules})/server/`, pathNot: ['^src/$1/', `^src/(${modules})/server/(index|tables)\\.ts$`] },
		},
		{
			name: 'nothing-below-imports-the-edge',
			severity: 'error',
			from: { path: `^src/(${modules}|platform|ui)/`, pathNot: '\\.test\\.ts$' },
			to: { path: '^src/(routes|web|app)/' },
		},
		{
			name: 'only-the-edge-knows-sveltekit',
			comment: 'A second copy of the framework breaks it silently.',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/(routes/|web/|hooks|app\\.d\\.ts|testing/)' },
			to: { path: '@sveltejs/kit|^\\$app/' },
		},
		{
			name: 'routes-touch-no-sql',
			severity: 'error',
			from: { path: '^src/routes/' },
			to: { path: 'node_modules/(kysely|postgres)/|^src/platform/database/' },
		},
		{
			name: 'networks-are-named-by-the-composition-root-only',
			comment: 'Generic code never names a network.',
			severity: 'error',
			from: { path: '^src/', pathNot: ['^src/(app|testing|routes)/', '^src/network/', '\\.test\\.ts$'] },
			to: { path: '^src/network/[^/]+/' },
		},
		{
			name: 'sources-are-named-by-the-composition-root-only',
			comment: 'Bringing in does not know where from.',
			severity: 'error',
			from: {
				path: '^src/',
				pathNot: [
					'^src/(app|testing)/',
					'^src/transfer/(wordpress|ghost|facebook-page|homecourt|discourse|nodebb|flarum|disqus|facebook-group)/',
					'\\.test\\.ts$',
				],
			},
			to: {
				path: '^src/transfer/(wordpress|ghost|facebook-page|homecourt|discourse|nodebb|flarum|disqus|facebook-group)/',
			},
		},
		{
			name: 'no-circles',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/platform/' },
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
		},
		{
			name: 'sown-rows-are-for-tests',
			comment: 'A sow.ts writes rows as they come, past every rule; only tests and benchmarks may.',
			severity: 'error',
			from: { path: '^src/', pathNot: ['\\.test\\.ts$', '/sow\\.ts$', '^src/testing/'] },
			to: { path: '/sow\\.ts$' },
		},
		{
			name: 'tests-stay-in-tests',
			severity: 'error',
			from: { path: '^src/', pathNot: ['\\.test\\.ts$', '^src/testing/'] },
			to: { path: '^src/testing/' },
		},
	],
	options: {
		tsConfig: { fileName: 'tsconfig.json' },
		tsPreCompilationDeps: true,
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '\\.svelte-kit|/build/|tables\\.ts$' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'svelte', 'node', 'default'],
			extensions: ['.ts', '.svelte', '.js', '.mjs', '.json'],
		},
	},
};
