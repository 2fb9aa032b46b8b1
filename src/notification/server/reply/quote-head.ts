/** Lines that are longer are no head. */
const longest = 400;

/** Fields that Outlook, Yahoo and telephones put before what they quote, in Taiwan's Chinese and in English. */
const field =
	/^[\s*_]*(?:寄件者|寄件人|發件人|寄件日期|傳送時間|發送時間|日期|收件者|收件人|副本|主旨|主題|From|Sent|Date|To|Cc|Subject)[*_]*\s?[:：]/i;
const sender = /^[\s*_]*(?:寄件者|寄件人|發件人|From)[*_]*\s?[:：]/i;
const rule = /^\s*_{10,}\s*$/;
const original = /^[-_\s]{3,}(?:原始郵件|原始邮件|轉寄的郵件|Original Message|Forwarded message)[-_\s]{3,}$/i;
/** `小美 <mei@example.com> 於 2026年11月26日 週四 下午3:05 寫道：`, `On Thu, Nov 26, 2026 at 3:05 PM Mei <…> wrote:`. */
const wrote = /(?:寫道|写道|wrote)\s?[:：]\s*$/i;
const when = /\d{4}\s?[年/.-]|\b[A-Z][a-z]{2,8} \d{1,2}, ?\d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}/;
const who = /@|^On /;

/**
 * Where what is quoted begins, by the head that a mail program writes before it: the number of its first line, or how many
 * lines there are. Looks at each line by itself, so that no text holds it up.
 */
export function beginOfQuote(lines: readonly string[]): number {
	const at = lines.findIndex((line, index) => line.length <= longest && startsHead(lines, index));
	if (at < 0) return lines.length;
	return at > 0 && rule.test(lines[at - 1] ?? '') ? at - 1 : at;
}

function startsHead(lines: readonly string[], index: number): boolean {
	const line = lines[index] as string;
	if (original.test(line)) return true;
	if (sender.test(line))
		return lines.slice(index + 1, index + 6).filter((one) => one.length <= longest && field.test(one)).length >= 2;
	if (wrote.test(line)) return when.test(line) && who.test(line);
	// The head may go on in the next line or the one after.
	const next = lines.slice(index + 1, index + 3);
	const end = next.findIndex((one) => one.length <= longest && wrote.test(one));
	if (end < 0 || !/^On |@/.test(line)) return false;
	const whole = [line, ...next.slice(0, end + 1)].join(' ');
	return when.test(whole) && who.test(whole);
}
