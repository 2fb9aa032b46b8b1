import { authorize, requireFresh } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { personSources } from '#membership/person-source.ts';
import { mayTakeArchive } from '#membership/policy.ts';
import { findPerson } from '#membership/server/find-person.ts';

/**
 * Everything that is kept about a person, as one JSON document, piece by piece: it is never whole in memory, however long
 * they have been here. Throws before the first piece when it may not be taken.
 */
export async function openArchive(ctx: Ctx, member: number): Promise<() => AsyncGenerator<string>> {
	const person = await findPerson(ctx, member);
	authorize(ctx.actor, 'archive.take', mayTakeArchive, { id: member });
	requireFresh(ctx.actor);
	if (!person || person.erased) throw notFound('member');
	return async function* () {
		yield `{"site":${JSON.stringify(ctx.site.url)},"made":${JSON.stringify(ctx.now.toISOString())},"member":${member},"data":{`;
		let first = true;
		for (const source of personSources()) {
			let section = '';
			for await (const { section: name, row } of source.collect(ctx, person)) {
				if (name === section) yield ',\n';
				else yield `${section ? ']' : ''}${first ? '' : ','}\n${JSON.stringify(`${source.name}.${name}`)}:[\n`;
				section = name;
				first = false;
				yield JSON.stringify(row);
			}
			if (section) yield ']';
		}
		yield '}}\n';
	};
}
