// Suggests titles while somebody types into the search box; with an input method, once its choice is made.
customElements.define('search-suggest', class extends HTMLElement {
	connectedCallback() {
		const box = this.parentElement.querySelector('input[type=search]');
		const list = document.createElement('ul');
		list.hidden = true;
		list.setAttribute('aria-label', this.dataset.label);
		this.append(list);
		let turn = 0;
		const close = () => { turn++; list.hidden = true; list.replaceChildren(); };
		const look = async () => {
			const q = box.value.trim();
			const mine = ++turn;
			await new Promise((later) => setTimeout(later, 150));
			if (mine !== turn) return;
			if (!q) return close();
			const found = await fetch(`/search/suggest?q=${encodeURIComponent(q)}`).then((answer) => (answer.ok ? answer.json() : [])).catch(() => []);
			if (mine !== turn) return;
			list.replaceChildren(...found.map(({ title, path }) => {
				const item = document.createElement('li');
				item.append(Object.assign(document.createElement('a'), { href: path, textContent: title, className: 'button plain small' }));
				return item;
			}));
			list.hidden = !found.length;
		};
		box.addEventListener('input', (event) => event.isComposing || look());
		box.addEventListener('compositionend', look);
		this.parentElement.addEventListener('keydown', (event) => {
			if (list.hidden || event.isComposing) return;
			const links = [...list.querySelectorAll('a')];
			const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
			if (step) (links[links.indexOf(document.activeElement) + step] ?? box).focus();
			else if (event.key === 'Escape') { close(); box.focus(); }
			else return;
			event.preventDefault();
		});
		this.parentElement.addEventListener('focusout', (event) => this.parentElement.contains(event.relatedTarget) || close());
	}
});
