// Goes on offering tags after a comma: a list of suggestions stands for the whole field, so what was chosen before is put before each.
customElements.define('tags-in-place', class extends HTMLElement {
	connectedCallback() {
		const field = this.querySelector('input');
		const list = this.querySelector('datalist');
		const names = [...list.options].map(({ value }) => value);
		let offered = '';
		field.addEventListener('input', () => {
			const before = /^.*[,，、]\s*/.exec(field.value)?.[0] ?? '';
			if (before === offered) return;
			offered = before;
			const chosen = before.split(/[,，、]/).map((tag) => tag.trim());
			list.replaceChildren(...names.filter((name) => !chosen.includes(name)).map((name) => new Option(name, before + name)));
		});
	}
});
