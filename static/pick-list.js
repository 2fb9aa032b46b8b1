// Suggestions below a field, told to those who do not see them as well: a combobox as the ARIA practices describe it. The focus stays in
// the field, which says which of them is meant; how many there are is said quietly.
let lists = 0;

/** `label` names the list, `one` and `many` ("2 …") say how many stand in it; `eager`: the first is meant until another is. */
export function pickList(box, place, { label, one, many }, eager) {
	const list = document.createElement('div');
	const told = document.createElement('p');
	list.id = `picks-${++lists}`;
	list.className = 'picks';
	list.hidden = true;
	list.role = 'listbox';
	list.ariaLabel = label;
	told.className = 'visually-hidden';
	told.role = 'status';
	place.append(list, told);

	const mark = (meant) => {
		for (const item of list.children) item.ariaSelected = String(item === meant);
		if (meant) box.setAttribute('aria-activedescendant', meant.id);
		else box.removeAttribute('aria-activedescendant');
		meant?.scrollIntoView({ block: 'nearest' });
	};
	const open = (shown) => {
		list.hidden = !shown;
		// A box of many lines is one of these only while the list stands: a reader that speaks would leave out its lines.
		const says = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': String(shown) };
		for (const [name, value] of Object.entries(says))
			if (shown || box.localName === 'input') box.setAttribute(name, value);
			else box.removeAttribute(name);
	};
	const show = (found) => {
		// Whoever went on meanwhile is not called back.
		const items = document.activeElement === box ? found : [];
		items.forEach((item, number) => {
			item.id = `${list.id}-${number}`;
			item.role = 'option';
			item.tabIndex = -1;
			item.className = 'button plain small';
		});
		list.replaceChildren(...items);
		open(items.length > 0);
		mark(eager ? items[0] : null);
		told.textContent = items.length === 1 ? one : items.length ? many.replace('2', items.length) : '';
	};
	const close = () => show([]);
	open(false);

	// Whoever points at one goes on typing.
	list.addEventListener('mousedown', (event) => event.preventDefault());
	box.addEventListener('blur', close);
	box.addEventListener('keydown', (event) => {
		if (list.hidden || event.isComposing) return;
		const items = [...list.children];
		const at = items.findIndex(({ ariaSelected }) => ariaSelected === 'true');
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		// Behind the last one, and before the first, is the field itself where none of them has to be meant.
		if (step && eager) mark(items.at((at + step) % items.length));
		else if (step) mark([...items, null].at((at < 0 && step < 0 ? items.length : at) + step));
		else if (event.key === 'Escape') close();
		else if (event.key === 'Enter' && at >= 0) items[at].click();
		else return;
		event.preventDefault();
	});
	return { show, close };
}
