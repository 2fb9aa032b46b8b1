// Inside of another page: tells that page how high it is, and wears what it wears. Everything but reading opens a window of this house, where
// people are signed in. Only pages that the owner named can have this frame, and only they are heard.
customElements.define('embed-frame', class extends HTMLElement {
	connectedCallback() {
		const hosts = (this.dataset.hosts || '').split(' ');
		const root = document.documentElement;
		const outside = (link) => link.origin !== location.origin || link.pathname !== location.pathname;
		for (const link of this.querySelectorAll('a[href]')) if (outside(link)) Object.assign(link, { target: '_blank', rel: 'noopener' });
		for (const form of this.querySelectorAll('form')) form.target = '_blank';
		/** The form whose words went to a window of this house; they stand here until they are seen to have been said. */
		let sent = null;
		this.addEventListener('submit', ({ target }) => (sent = target));
		new MutationObserver((all) => {
			for (const { addedNodes } of all)
				for (const node of addedNodes) {
					const [first] = sent?.elements.text?.value.trim().split('\n') ?? [];
					if (first && node.textContent.includes(first)) {
						sent.reset();
						sent = null;
					}
					for (const link of node.querySelectorAll?.('a[href]') ?? []) if (outside(link)) Object.assign(link, { target: '_blank', rel: 'noopener' });
				}
		}).observe(this, { childList: true, subtree: true });
		if (parent === window) return;
		const inside = this.firstElementChild;
		let told = 0;
		const tell = () => {
			const height = Math.ceil(inside.getBoundingClientRect().bottom + scrollY);
			// Who frames this is settled by the policy of the page; a height tells nothing.
			if (height !== told) parent.postMessage({ homecourt: 'height', height: (told = height) }, '*');
		};
		// Not this element: it is inline, and of such a one no change of size is ever told.
		new ResizeObserver(tell).observe(inside);
		addEventListener('message', ({ data, origin, source }) => {
			if (source !== parent || !hosts.includes(origin) || data?.homecourt !== 'look') return;
			if (data.look === 'dark' || data.look === 'light') root.dataset.theme = data.look;
		});
		if (!this.dataset.waits) return;
		document.addEventListener('visibilitychange', () => !document.hidden && sent && location.reload());
		addEventListener('focus', () => sent && location.reload());
	}
});
