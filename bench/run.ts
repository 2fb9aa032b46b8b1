import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { table, type Figure } from './figure.ts';
import { measureArticle, measureThread } from './measure/anonymous.ts';
import { measureAttack } from './measure/attack.ts';
import { measureComment } from './measure/comment.ts';
import { measureDue } from './measure/due.ts';
import { measureEditor } from './measure/editor.ts';
import { measureFirstVisit } from './measure/first-visit.ts';
import { measureFlood } from './measure/flood.ts';
import { measureForum } from './measure/forum.ts';
import { measureGrow } from './measure/grow.ts';
import { measureHear } from './measure/hear.ts';
import { measureImport } from './measure/import.ts';
import { measureInsight } from './measure/insight.ts';
import { measureMailing } from './measure/mailing.ts';
import { measureMember } from './measure/member.ts';
import { measureMembers } from './measure/members.ts';
import { measureMemory } from './measure/memory.ts';
import { measurePublish } from './measure/publish.ts';
import { measureReaders } from './measure/readers.ts';
import { measureSearch } from './measure/search.ts';
import { measureStale } from './measure/stale.ts';
import { measureStart } from './measure/start.ts';
import { measureUpload } from './measure/upload.ts';
import { runningServer } from './place.ts';
import { startOn, type Product } from './product.ts';
import { profileOptions, printProfile } from './profile.ts';
import { seededPlace } from './seed.ts';
import { fullSize, smallSize } from './seed/size.ts';
import { tidy } from './tidy.ts';

/** Every measure, in the order in which they run: those that start the product themselves come first. */
const measures: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
	start: measureStart,
	memory: measureMemory,
	article: measureArticle,
	thread: measureThread,
	member: measureMember,
	visit: measureFirstVisit,
	editor: measureEditor,
	insight: measureInsight,
	readers: measureReaders,
	search: measureSearch,
	stale: measureStale,
	upload: measureUpload,
	attack: measureAttack,
	flood: measureFlood,
	comment: measureComment,
	import: measureImport,
	forum: measureForum,
	grow: measureGrow,
	mailing: measureMailing,
	publish: measurePublish,
	due: measureDue,
	hear: measureHear,
	members: measureMembers,
};

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		small: { type: 'boolean', default: false },
		again: { type: 'boolean', default: false },
		profile: { type: 'boolean', default: false },
		json: { type: 'string' },
		seconds: { type: 'string', default: '4' },
		rounds: { type: 'string', default: '3' },
		texts: { type: 'string' },
		posts: { type: 'string' },
		networks: { type: 'string', default: '' },
		seed: { type: 'string', default: '7' },
	},
});
const tell = (text: string): void => void process.stdout.write(`${text}\n`);
const unknown = positionals.find((name) => !(name in measures) && name !== 'seed');
if (unknown) {
	tell(`No measure is called ${unknown}. There are: seed ${Object.keys(measures).join(' ')}`);
	process.exit(1);
}

const begun = performance.now();
tell('The seeded site');
const place = await seededPlace(
	values.small ? 'small' : 'full',
	values.small ? smallSize : fullSize,
	tell,
	values.again,
);
tell(`  ${place.data}, made in ${place.seeded} s`);

let running: Product | null = null;
const bench: Bench = {
	place,
	window: Number(values.seconds) * 1_000,
	rounds: Number(values.rounds),
	texts: Number(values.texts ?? (values.small ? 5_000 : 100_000)),
	publish: { posts: Number(values.posts) || null, networks: values.networks, seed: Number(values.seed) },
	tell,
	async product() {
		running ??= await startOn(place.data, values.profile ? profileOptions(place.data) : {});
		return running;
	},
	async stop() {
		const product = running;
		running = null;
		await product?.stop();
	},
};

const figures: Figure[] = [];
let broken = false;
try {
	for (const [name, measure] of Object.entries(measures)) {
		if (positionals.length && !positionals.includes(name)) continue;
		const started = performance.now();
		try {
			const found = await measure(bench);
			figures.push(...found);
			tell(`${name}: ${Math.round((performance.now() - started) / 1000)} s`);
			for (const one of found) tell(`  ${one.name}: ${one.measured}${one.ratio && `, ${one.ratio}`}`);
		} catch (error) {
			broken = true;
			tell(`${name}: not measured: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
		}
	}
	if (running) await tidy(await runningServer(place.data), place);
} finally {
	await bench.stop();
}
if (values.profile) printProfile(place.data, tell);
if (figures.length) tell(`\n${table(figures)}`);
tell(`\n${Math.round((performance.now() - begun) / 1000)} s in all`);
if (values.json)
	writeFileSync(
		values.json,
		`${JSON.stringify({ measured: new Date().toISOString(), size: place.size, figures }, null, '\t')}\n`,
	);
process.exit(broken ? 1 : 0);
