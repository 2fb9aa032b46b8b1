import { reaction } from '#platform/job/job.ts';
import { sessionClosed, sessionOpened, type SessionClosed, type SessionOpened } from '#membership/events.ts';

/**
 * A browser that is signed in anew stays one that is told; one whose session was ended is forgotten. Nothing depends on it but
 * tidiness: whoever sends asks whether the session holds. Safe to run twice.
 */
export const followSession = reaction(
	'notification.follow-session',
	[sessionOpened, sessionClosed],
	async (ctx, { name, data }) => {
		if (name === sessionClosed) {
			const { session } = data as unknown as SessionClosed;
			if (session) await ctx.db.deleteFrom('notification.device').where('session', '=', session).execute();
			return;
		}
		const { session, member, replaces } = data as unknown as SessionOpened;
		if (replaces)
			await ctx.db
				.updateTable('notification.device')
				.set({ session })
				.where('session', '=', replaces)
				.where('member', '=', member)
				.execute();
	},
	{ quick: true },
);
