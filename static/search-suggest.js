import { pickList } from './pick-list.js';

// Suggests titles while somebody types into the search box; with an input method, once its choice is made.
customElements.define('search-suggest', class extends HTMLElement {
	connectedCallback() {
		const box = this.parentElement.querySelector('input[type=search]');
		const picks = pickList(box, this, this.dataset, false);
		let turn = 0;
		const look = async () => {
			const q = box.value.trim();
			const mine = ++turn;
			await new Promise((later) => setTimeout(later, 150));
			if (mine !== turn) return;
			if (!q) return picks.close();
			const found = await fetch(`/search/suggest?q=${encodeURIComponent(q)}`).then((answer) => (answer.ok ? answer.json() : [])).catch(() => []);
			if (mine === turn) picks.show(found.map(({ title, path }) => Object.assign(document.createElement('a'), { href: path, textContent: title })));
		};
		box.addEventListener('input', (event) => event.isComposing || look());
		box.addEventListener('compositionend', look);
	}
});
