import type { ShownGathering } from '#gathering/gathering.ts';

/** Text within a line of iCalendar (RFC 5545, 3.3.11). */
const quoted = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n');

/** A moment in UTC: every program knows it, and no rules of time zones need be told. */
const stamp = (time: Date): string => time.toISOString().replace(/[-:]|\.\d{3}/g, '');

/** A line, folded after 75 bytes at the end of a character (RFC 5545, 3.1). */
function folded(line: string): string {
	let out = '';
	let room = 75;
	for (const character of line) {
		const bytes = Buffer.byteLength(character);
		if (bytes > room) {
			out += '\r\n ';
			room = 74;
		}
		out += character;
		room -= bytes;
	}
	return `${out}\r\n`;
}

/**
 * One event as a file for calendars (iCalendar, RFC 5545). Its name there stays the same, and its number grows with every
 * change, so that a calendar which has it already is put right.
 */
export function calendarFile(one: ShownGathering, siteUrl: string): string {
	const url = siteUrl + one.path;
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Homecourt//Events//EN',
		'METHOD:PUBLISH',
		'BEGIN:VEVENT',
		`UID:event-${one.id}@${new URL(siteUrl).hostname}`,
		`DTSTAMP:${stamp(one.changed)}`,
		`SEQUENCE:${Math.max(0, Math.floor((one.changed.getTime() - one.published.getTime()) / 1000))}`,
		`DTSTART:${stamp(one.begins)}`,
		`DTEND:${stamp(one.ends)}`,
		`SUMMARY:${quoted(one.title)}`,
		`LOCATION:${quoted([one.place, one.address].filter(Boolean).join(', '))}`,
		`DESCRIPTION:${quoted([one.excerpt, url].filter(Boolean).join('\n'))}`,
		`URL:${url}`,
		`STATUS:${one.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
		'END:VEVENT',
		'END:VCALENDAR',
	];
	return lines.map(folded).join('');
}
