// Shows a conversation of the brand's own house on this page: one line, <script src="https://HOUSE/embed.js" async></script>, where it shall stand.
// data-thread="12": that thread; without it the conversation about this page. data-count: only how many there are, in every [data-homecourt-count].
// data-lang, data-look ("light", "dark"), data-page (its address): else what this page says of itself.
(() => {
	const script = document.currentScript;
	if (!script) return;
	const home = new URL(script.src).origin;
	const { thread, lang, look, page, count } = script.dataset;
	const address = page || document.querySelector('link[rel=canonical]')?.href || location.href;
	const here = new URL(address, location.href).origin === location.origin ? new URL(address, location.href).href : location.href;
	const spoken = lang || document.documentElement.lang;
	const tongue = /^zh/i.test(spoken) ? 'zh-TW' : /^en/i.test(spoken) ? 'en' : 'auto';
	/** Light or dark: what this page is, seen by the colour behind everything. */
	const seen = () => {
		if (look === 'dark' || look === 'light') return look;
		for (const node of [document.body, document.documentElement]) {
			const [red, green, blue, alpha = 1] = (getComputedStyle(node).backgroundColor.match(/[\d.]+/g) || []).map(Number);
			if (alpha) return red * 0.3 + green * 0.59 + blue * 0.11 < 110 ? 'dark' : 'light';
		}
		const scheme = getComputedStyle(document.documentElement).colorScheme;
		if (/dark/.test(scheme)) return /light/.test(scheme) ? 'auto' : 'dark';
		return 'light';
	};
	if (count !== undefined) {
		const marks = [...document.querySelectorAll('[data-homecourt-count]')];
		if (!marks.length) return;
		const ask = new URL(`${home}/embed/count`);
		for (const { dataset } of marks)
			if (/^\d+$/.test(dataset.homecourtCount)) ask.searchParams.append('thread', dataset.homecourtCount);
			else ask.searchParams.append('address', new URL(dataset.homecourtCount || here, location.href).href);
		fetch(ask, { credentials: 'omit' })
			.then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
			.then(({ threads, addresses }) => {
				const rest = [...addresses];
				for (const mark of marks)
					mark.textContent = /^\d+$/.test(mark.dataset.homecourtCount) ? (threads[mark.dataset.homecourtCount] ?? 0) : rest.shift();
			})
			.catch(() => undefined);
		return;
	}
	const frame = document.createElement('iframe');
	const dress = `${tongue}.${seen()}`;
	frame.src = thread ? `${home}/embed/${dress}/thread/${encodeURIComponent(thread)}` : `${home}/embed/${dress}/page?address=${encodeURIComponent(here)}`;
	frame.title = tongue === 'en' ? 'Comments' : '留言';
	frame.loading = 'lazy';
	// It may run its own scripts and open windows of its own house; this page it can neither read nor lead away.
	frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox');
	Object.assign(frame.style, { width: '100%', border: '0', height: '20rem', display: 'block', colorScheme: 'normal' });
	script.after(frame);
	addEventListener('message', ({ data, origin, source }) => {
		if (origin !== home || source !== frame.contentWindow || data?.homecourt !== 'height') return;
		const height = Number(data.height);
		if (height > 0 && height < 200000) frame.style.height = `${height}px`;
	});
	let worn = seen();
	const change = () => {
		if (seen() === worn) return;
		worn = seen();
		if (worn !== 'auto') frame.contentWindow?.postMessage({ homecourt: 'look', look: worn }, home);
	};
	new MutationObserver(() => setTimeout(change, 50)).observe(document.documentElement, { attributes: true });
	matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => setTimeout(change, 50));
})();
