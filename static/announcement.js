// An announcement that was waved away stays away: remembered in this browser alone, told to nobody.
customElements.define(
	'site-announcement',
	class extends HTMLElement {
		connectedCallback() {
			const { key } = this.dataset;
			try {
				if (localStorage.getItem('announcement') === key) return this.remove();
			} catch {
				// A browser that remembers nothing shows it again.
			}
			const button = this.querySelector('button');
			if (!button) return;
			button.hidden = false;
			button.addEventListener('click', () => {
				try {
					localStorage.setItem('announcement', key);
				} catch {
					// As above.
				}
				this.remove();
				document.querySelector('.site-brand')?.focus();
			});
		}
	},
);
