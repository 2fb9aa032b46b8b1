/**
 * A moment as WordPress writes it: in UTC, or (when that was never set, as in drafts) in the site's own time, whose zone
 * an export does not tell; then the time of the feed. Null when none of them is a moment.
 */
export function readTime(utc: string, local: string, feed = ''): Date | null {
	return fromText(utc) ?? fromFeed(feed) ?? fromText(local);
}

function fromText(text: string): Date | null {
	const found = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})$/.exec(text.trim());
	if (!found || found[1] === '0000') return null;
	return sane(new Date(`${found[1]}-${found[2]}-${found[3]}T${found[4]}:${found[5]}:${found[6]}Z`));
}

/** A feed of something never published says the year -1. */
const fromFeed = (text: string): Date | null => (/\b-\d{4}\b|-0001/.test(text) ? null : sane(new Date(text)));

/** The web is not older, and nothing was published in the far future. */
const sane = (time: Date): Date | null =>
	time.getTime() > Date.UTC(1970, 0, 2) && time.getTime() < Date.UTC(2200, 0, 1) ? time : null;
