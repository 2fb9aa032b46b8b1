/** Where a mailing stands. */
export const mailingStates = ['draft', 'scheduled', 'sending', 'paused', 'waiting', 'stopped', 'done'] as const;
export type MailingState = (typeof mailingStates)[number];

interface Times {
	scheduled: Date | null;
	started: Date | null;
	paused: Date | null;
	resumes: Date | null;
	stopped: Date | null;
	done: Date | null;
}

/** The state that a mailing's times say. `waiting`: the mail server does not take mail just now. */
export function mailingState({ scheduled, started, paused, resumes, stopped, done }: Times): MailingState {
	if (stopped) return 'stopped';
	if (done) return 'done';
	if (paused) return 'paused';
	if (started) return resumes ? 'waiting' : 'sending';
	return scheduled ? 'scheduled' : 'draft';
}

/** Whether a mailing that was ordered is about to begin: a worker takes it within seconds. */
export const isDue = (scheduled: Date | null): boolean => scheduled !== null && scheduled.getTime() <= Date.now();
