/** Headers and both parts of a mail, as a mail program reads them. */
export function readMail(raw: string) {
	const [head = ''] = raw.split('\r\n\r\n', 1);
	const header = (name: string): string =>
		new RegExp(`^${name}: ([\\s\\S]*?)\\r\\n(?![ \\t])`, 'im').exec(`${head}\r\n`)?.[1]?.replace(/\r\n[ \t]+/g, ' ') ??
		'';
	const part = (type: string): string => {
		const found = new RegExp(`Content-Type: ${type}[\\s\\S]*?\\r\\n\\r\\n([\\s\\S]*?)\\r\\n--[^ =]`).exec(raw);
		const base64 = new RegExp(`Content-Type: ${type}[^\\r]*\\r\\nContent-Transfer-Encoding: base64`).test(raw);
		if (base64) return Buffer.from(found?.[1] ?? '', 'base64').toString();
		const quoted = (found?.[1] ?? '')
			.replace(/=\r\n/g, '')
			.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
		return Buffer.from(quoted, 'latin1').toString();
	};
	const subject = header('Subject').replace(/=\?UTF-8\?([BQ])\?(.*?)\?=\s?/gi, (_, way: string, text: string) =>
		way.toUpperCase() === 'B'
			? Buffer.from(text, 'base64').toString()
			: Buffer.from(
					text
						.replaceAll('_', ' ')
						.replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
					'latin1',
				).toString(),
	);
	return { header, subject, text: part('text/plain'), html: part('text/html') };
}
