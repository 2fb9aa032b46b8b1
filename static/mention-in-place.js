import { pickList } from './pick-list.js';

// Suggests whom an @ may mean, and which thread a #, while a member types; with an input method, once its choice is made. Without it a
// handle or an address is typed.
customElements.define('mention-in-place', class extends HTMLElement {
	connectedCallback() {
		const box = this.closest('form')?.elements.text;
		// The form is carried to whatever is answered: the list comes along.
		if (!box || this.firstChild) return;
		const picks = pickList(box, this, this.dataset, true);
		let turn = 0;
		// In Chinese no space stands before a name; behind letters, an @ is of an address, and a # of a word.
		const begun = () => /(?:^|[^\w@#/.:-])(@[\p{L}\p{N}-]{0,20}|#[\p{L}\p{N}-]{1,20})$/u.exec(box.value.slice(0, box.selectionStart))?.[1];
		const choose = (words) => {
			const end = box.selectionStart;
			box.setRangeText(`${words} `, end - begun().length, end, 'end');
			picks.close();
		};
		const look = async () => {
			const q = begun();
			const mine = ++turn;
			if (!q) return picks.close();
			const found = await fetch(`/community/mentions?q=${encodeURIComponent(q)}&thread=${this.dataset.thread}`).then((answer) => answer.json()).catch(() => []);
			if (mine !== turn || begun() !== q) return;
			picks.show(found.map(({ handle, name, path }) => Object.assign(document.createElement('button'), {
				type: 'button',
				textContent: path ? `# ${name}` : `${name} @${handle}`,
				onclick: () => choose(path ? location.origin + path : `@${handle}`),
			})));
		};
		box.addEventListener('input', (event) => event.isComposing || look());
		box.addEventListener('compositionend', look);
	}
});
