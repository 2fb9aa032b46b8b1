// The last of six digits sends them: nobody has to look for a button. Whoever presses it all the same sends them once.
customElements.define(
	'code-in-place',
	class extends HTMLElement {
		connectedCallback() {
			const input = this.querySelector('input');
			// Said beforehand, since the page changes by itself.
			const hint = document.getElementById(input.getAttribute('aria-describedby')?.split(' ')[0]);
			hint?.append(document.createElement('br'), this.dataset.hint);
			let sent = false;
			input.oninput = () => {
				if (/^\d{6}$/.test(input.value.normalize('NFKC').replace(/[\s-]/g, ''))) input.form.requestSubmit();
			};
			input.form.addEventListener('submit', (event) => {
				if (sent) event.preventDefault();
				sent = true;
			});
			// Back on this page, the next code is sent as well.
			addEventListener('pageshow', () => (sent = false));
			// Who typed faster than this came sends them too; what the browser put back by itself was not typed.
			const opened = performance.getEntriesByType('navigation')[0]?.type;
			if (opened === 'navigate' && input.value !== input.defaultValue) input.oninput();
		}
	},
);
