/** What can keep cookies for an answer; SvelteKit's `event.cookies` can. */
interface Jar {
	set(
		name: string,
		value: string,
		options: {
			path: string;
			httpOnly: boolean;
			sameSite: 'lax';
			secure: boolean;
			maxAge: number;
			encode: (value: string) => string;
		},
	): void;
}

/** Puts the Set-Cookie lines that a command returned into the answer. */
export function giveCookies(jar: Jar, lines: readonly string[]): void {
	for (const line of lines) {
		const [pair = '', ...attributes] = line.split('; ');
		const at = pair.indexOf('=');
		const age = attributes.find((attribute) => attribute.startsWith('Max-Age='));
		jar.set(pair.slice(0, at), pair.slice(at + 1), {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: attributes.includes('Secure'),
			maxAge: Number(age?.slice('Max-Age='.length) ?? 0),
			encode: (value) => value,
		});
	}
}
