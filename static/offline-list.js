// Lists what was read here and is still there without a network.
customElements.define('offline-list', class extends HTMLElement {
	async connectedCallback() {
		if (!('caches' in window) || !(await caches.has('pages-1'))) return;
		const cache = await caches.open('pages-1');
		const list = document.createElement('ul');
		for (const request of (await cache.keys()).reverse()) {
			const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), 'text/html');
			const link = document.createElement('a');
			link.href = new URL(request.url).pathname;
			link.textContent = page.querySelector('h1')?.textContent ?? page.title;
			const item = document.createElement('li');
			item.append(link);
			list.append(item);
		}
		if (!list.children.length) return;
		const title = document.createElement('h2');
		title.textContent = this.dataset.title;
		this.replaceChildren(title, list);
	}
});
