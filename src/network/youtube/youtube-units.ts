const zone = 'America/Los_Angeles';
const clock = new Intl.DateTimeFormat('en-US', {
	timeZone: zone,
	hourCycle: 'h23',
	hour: 'numeric',
	minute: 'numeric',
	second: 'numeric',
});

/** When the day's units are given anew: the next midnight where YouTube is. On a day that is an hour longer or shorter, up to an hour beside it. */
export function unitsReturn(now: Date): Date {
	const part = (type: string): number => Number(clock.formatToParts(now).find((one) => one.type === type)?.value ?? 0);
	const gone = ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000 + now.getMilliseconds();
	return new Date(now.getTime() - gone + 86_400_000);
}
