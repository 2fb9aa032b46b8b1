// A page's download as HTML. Seen in downloads that people show in public: the classes of a block, its title, body and time,
// the signed address around the time, parts (`_2pin`), captions (`_3-95`), the line that says when a post was changed, names of
// files, and that times carry no zone. From memory: the table of a photo, and what is said beneath it.

/** One block, as Facebook writes it. `older`: as it did until about 2023. */
export function fixtureBlock(title: string, parts: readonly string[], time: string, older = false): string {
	const body = parts.map((part) => `<div class="_2pin">${part}</div>`).join('');
	const signed = Math.random().toString(36).slice(2);
	if (older)
		return `<div class="pam _3-95 _2pi0 _2lej uiBoxWhite noborder"><div class="_3-96 _2pio _2lek _2lel">${title}</div><div class="_3-96 _2let"><div>${body}</div></div><div class="_3-94 _2lem">${time}</div></div>`;
	return `<section class="_a6-g" aria-labelledby="u_0_${signed}"><h2 class="_2ph_ _a6-h _a6-i" id="u_0_${signed}">${title}</h2><div class="_2ph_ _a6-p"><div>${body}</div></div><footer class="_3-94 _a6-o"><a target="_blank" href="https://www.facebook.com/dyi/l/?l=${signed}"><div class="_a72d">${time}</div></a></footer></section>`;
}

export const fixtureText = (html: string): string => `<div>${html}</div>`;

export const fixturePhoto = (uri: string, caption = '', words = ''): string =>
	`<div><div><div><div><a target="_blank" href="${uri}"><img src="${uri}" class="_a6_o _3-96" /></a><div class="_3-95">${caption}</div>${words}<table><tr><td class="_2pin _a6_q">Upload IP address<div><div>203.0.113.9</div></div></td></tr></table></div></div></div></div>`;

export const fixtureWord = (author: string, text: string, time: string): string =>
	`<div class="comment"><span class="user">${author}</span>${text}<div class="meta">${time}</div></div>`;

export const fixturePage = (blocks: readonly string[]): string =>
	`<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><base href="../../" /><style type="text/css">._a6-g{margin:0}</style><title>Posts</title></head><body class="_5vb_ _2yq _a7o5"><div class="clearfix _ikh"><div class="_a70d">Posts</div><main class="_a706" role="main">${blocks.join('')}</main></div></body></html>`;
