// Suggests whom an @ may mean, and which thread a #, while a member types; with an input method, once its choice is made. Without it a
// handle or an address is typed.
customElements.define('mention-in-place', class extends HTMLElement {
	connectedCallback() {
		const box = this.closest('form')?.elements.text;
		if (!box) return;
		const list = document.createElement('ul');
		list.className = 'mentions';
		list.hidden = true;
		list.setAttribute('aria-label', this.dataset.label);
		this.append(list);
		let turn = 0;
		const close = () => { list.hidden = true; list.replaceChildren(); };
		// In Chinese no space stands before a name; behind letters, an @ is of an address, and a # of a word.
		const begun = () => /(?:^|[^\w@#/.:-])(@[\p{L}\p{N}-]{0,20}|#[\p{L}\p{N}-]{1,20})$/u.exec(box.value.slice(0, box.selectionStart))?.[1];
		const choose = (words) => {
			const end = box.selectionStart;
			box.setRangeText(`${words} `, end - begun().length, end, 'end');
			close();
			box.focus();
		};
		const look = async () => {
			const q = begun();
			const mine = ++turn;
			if (!q) return close();
			const found = await fetch(`/community/mentions?q=${encodeURIComponent(q)}&thread=${this.dataset.thread}`).then((answer) => answer.json()).catch(() => []);
			if (mine !== turn || begun() !== q) return;
			list.replaceChildren(...found.map(({ handle, name, path }) => {
				const item = document.createElement('li');
				const button = document.createElement('button');
				button.type = 'button';
				button.className = 'button plain small';
				button.textContent = path ? `# ${name}` : `${name} @${handle}`;
				button.onclick = () => choose(path ? location.origin + path : `@${handle}`);
				item.append(button);
				return item;
			}));
			list.hidden = !found.length;
		};
		box.addEventListener('input', (event) => event.isComposing || look());
		box.addEventListener('compositionend', look);
		box.closest('form').addEventListener('keydown', (event) => {
			if (list.hidden || event.isComposing) return;
			const buttons = [...list.querySelectorAll('button')];
			const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
			if (step) (buttons[buttons.indexOf(document.activeElement) + step] ?? box).focus();
			else if (event.key === 'Escape') { close(); box.focus(); }
			else if (event.key === 'Enter' && document.activeElement === box) buttons[0].click();
			else return;
			event.preventDefault();
		});
	}
});
