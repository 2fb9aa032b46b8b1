// Reacts without loading the page, marks one's own signs and offers the others. Without it the same buttons send their form.
customElements.define('react-in-place', class extends HTMLElement {
	connectedCallback() {
		const talk = this.closest('.conversation');
		const { signs, more } = this.dataset;
		const mark = (button, on) => button.setAttribute('aria-pressed', on);
		const make = (id, sign) => {
			const button = talk.querySelector('.signs button').cloneNode();
			button.value = `${id} ${sign}`;
			button.textContent = sign;
			return button;
		};
		for (const group of talk.querySelectorAll('.signs')) {
			const there = [...group.querySelectorAll('button')].map(({ value }) => value.split(' '));
			const others = signs.split(' ').filter((sign) => !there.some(([, one]) => one === sign));
			if (!others.length || !there.length) continue;
			const open = make('', '＋');
			open.type = 'button';
			open.ariaLabel = more;
			open.onclick = () => open.replaceWith(...others.map((sign) => make(there[0][0], sign)));
			group.append(open);
		}
		for (const own of document.querySelectorAll('[data-reacted]'))
			for (const value of own.dataset.reacted.split(','))
				for (const button of talk.querySelectorAll('.signs button')) if (button.value === value) mark(button, true);
		talk.addEventListener('click', async (event) => {
			const button = event.target.closest('.signs button[value]:not([type=button])');
			if (!button || button.plain) return;
			event.preventDefault();
			const on = button.ariaPressed !== 'true';
			const answer = await fetch(this.dataset.to, {
				method: 'POST',
				headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
				body: new URLSearchParams({ react: button.value, on: on ? '1' : '0' }),
			}).then((response) => response.json()).catch(() => ({}));
			if (answer.type !== 'success') {
				// Who has not joined, and what was refused, is told on a page.
				button.plain = true;
				return button.click();
			}
			const count = Number(button.textContent.replace(/\D/g, '')) + (on ? 1 : -1);
			button.textContent = button.value.split(' ')[1] + (count > 0 ? ` ${count}` : '');
			mark(button, on);
		});
	}
});
