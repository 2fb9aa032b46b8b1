const browsers: readonly [RegExp, string][] = [
	[/FBAN|FBAV|FB_IAB/, 'Facebook'],
	[/Instagram/, 'Instagram'],
	[/ Line\//, 'LINE'],
	[/Edg\//, 'Edge'],
	[/Firefox\/|FxiOS\//, 'Firefox'],
	[/SamsungBrowser\//, 'Samsung Internet'],
	[/Chrome\/|CriOS\//, 'Chrome'],
	[/Safari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
	[/iPhone/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/Mac OS X/, 'Mac'],
	[/Linux/, 'Linux'],
];

type Words = (key: 'browser.on' | 'account.session.unknown', values?: Record<string, string>) => string;

/** A browser's name for itself as people say it: "iPhone 上的 Safari". For recognising a device, nothing else. */
export function describeBrowser(userAgent: string, say: Words): string {
	const browser = browsers.find(([sign]) => sign.test(userAgent))?.[1];
	const system = systems.find(([sign]) => sign.test(userAgent))?.[1];
	if (browser && system) return say('browser.on', { browser, system });
	return browser ?? system ?? say('account.session.unknown');
}
