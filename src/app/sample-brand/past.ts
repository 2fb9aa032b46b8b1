import type { PgBoss } from 'pg-boss';
import { system, type Actor } from '#platform/actor.ts';
import type { Ctx, SiteHandle } from '#platform/context/context.ts';
import { workThing } from '#platform/context/commit-work.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';
import { deliverMail } from '#platform/mail/deliver-mail.ts';
import { queueNames, type Envelope } from '#platform/job/queue.ts';
import { react } from '#platform/job/react.ts';
import { stopCounting } from '#insight/server/index.ts';
import { encodePicture } from '#media/server/index.ts';
import { keepTraits } from '#membership/server/index.ts';
import { followChanges, followPeople } from '#search/server/index.ts';
import { drawSocialPictures } from '#seo/server/index.ts';
import { servePractice } from '#network/practice/server/index.ts';

/** A site in the past: the same database and files, a clock set by hand, and work done at its own time. */
export interface Past {
	/** The site for doors that take a whole site; its contexts stand at the clock's time. */
	site: OpenSite;
	setClock(time: Date): void;
	/** A context at the clock's time. */
	as(actor: Actor): Ctx;
	/** Does what commands have queued since, and what that queues, at the clock's time. */
	runJobs(): Promise<void>;
	close(): Promise<void>;
}

interface Queued {
	data: Envelope;
	startAfter?: Date;
}

/** Work that takes long and whose time nobody sees: the site's own workers do it, while the brand is already looked at. */
const isPatient = ({ data }: Queued): boolean => patient.has(data.job);
const patient = new Set([encodePicture.name, drawSocialPictures.name]);

const workThings = queueNames.map(workThing);

/** What is made of everything else is made once, when all is told (`endSample`), and not after every sentence. */
const derived = new Set([followChanges.name, followPeople.name, keepTraits.name]);

/** True for work that is not done while the past is told: it stands in the site's queue already, or is made of all of it at the end. */
export const isLeft = (job: string): boolean => patient.has(job) || derived.has(job);

function withoutDerived(queued: Queued): Queued[] {
	const { job, data } = queued.data as { job: string; data: { reactions?: string[] } };
	if (derived.has(job)) return [];
	if (job !== react.name) return [queued];
	const reactions = data.reactions?.filter((name) => !derived.has(name));
	return [{ ...queued, data: { job, data: { ...data, reactions } } }];
}

/**
 * Opens the past of a site. What commands queue there is done here, in order, because the site's own workers live in
 * the present: they would answer before the question. Nothing leaves the house: mails stay in the outbox, and the
 * practice network answers on a port of its own, at the past's time, before the site itself need be reachable.
 */
export async function openPast(site: OpenSite): Promise<Past> {
	let now = new Date(0);
	let waiting: Queued[] = [];
	const catcher = {
		async insert(queue: string, jobs: Queued[], options: object) {
			const heard = jobs.flatMap(withoutDerived);
			waiting.push(...heard.filter((job) => !isPatient(job)));
			// A moment after the filling, so that it does not take the processor from it.
			const later = heard.filter(isPatient).map((job) => ({ ...job, startAfter: 60 }));
			if (later.length) await (await site.handle.queue()).insert(queue, later, options);
			return null;
		},
	};
	// Thousands of small commits, one after the other: a filling that lost its last ones goes on from where they ended.
	const connections = site.unhurried();
	const { sql, db } = connections;
	// What comes by the clock would look from the present at what is being told: it would bring a comment home before its time.
	const goOn = site.pauseClock();
	const handle: SiteHandle = {
		...site.handle,
		queue: () => Promise.resolve(catcher as unknown as PgBoss),
		// The site's workers find nothing in the past: they are woken once, at its end. Nobody waits until other processes have heard.
		async changed(told) {
			void site.handle.changed({ ...told, things: told.things.filter((thing) => !workThings.includes(thing)) });
		},
	};
	const plain = (actor: Actor): Ctx => ({ ...site.context({ actor, locale: 'zh-TW', now }), site: handle, sql, db });
	const practice = await servePractice(() => plain(system));
	const as = (actor: Actor): Ctx => {
		const ctx = plain(actor);
		return { ...ctx, settings: { ...ctx.settings, practiceUrl: practice.url } };
	};
	return {
		site: {
			...site,
			handle,
			sql,
			db,
			context: (asking) => ({ ...site.context({ now, ...asking }), site: handle, sql, db }),
			clock: () => now,
		},
		setClock: (time) => void (now = time),
		as,
		async runJobs() {
			for (;;) {
				const due = waiting.filter(({ startAfter }) => !startAfter || startAfter <= now);
				if (!due.length) return;
				waiting = waiting.filter((job) => !due.includes(job));
				for (const { data } of due) {
					if (data.job !== deliverMail.name) await handle.jobs.byName.get(data.job)?.run(as(system), data.data);
				}
			}
		},
		async close() {
			await practice.close();
			await stopCounting(handle);
			await connections.close();
			goOn();
			await site.handle.changed({ facts: [], things: workThings });
		},
	};
}
