// Pictures of what is being written: pasted, dropped or chosen, seen before they are sent, and sent no larger than they are shown.
customElements.define('picture-in-place', class extends HTMLElement {
	connectedCallback() {
		// The form is carried to whatever is answered: what was chosen comes along.
		if (this.begun) return;
		this.begun = true;
		const form = this.closest('form');
		const field = this.querySelector('input[type=file]');
		const details = this.querySelector('details');
		const most = Number(this.dataset.most);
		const list = document.createElement('ul');
		list.className = 'row picked';
		field.after(list);
		let chosen = [];

		// The longest side that is kept, and the most bytes that are sent as they are.
		const [side, bytes] = [2560, 1_000_000];
		const shrink = async (file) => {
			if (!/^image\/(?:jpeg|png)$/.test(file.type)) return file;
			try {
				const image = await createImageBitmap(file);
				const scale = Math.min(1, side / Math.max(image.width, image.height));
				if (scale === 1 && file.size <= bytes) return file;
				const canvas = document.createElement('canvas');
				canvas.width = Math.round(image.width * scale);
				canvas.height = Math.round(image.height * scale);
				canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
				const type = file.type === 'image/png' ? 'image/webp' : 'image/jpeg';
				const made = await new Promise((resolve) => canvas.toBlob(resolve, type, 0.9));
				return made && made.size < file.size ? new File([made], file.name, { type: made.type }) : file;
			} catch {
				// What this browser cannot read is judged at home.
				return file;
			}
		};
		const put = () => {
			const carried = new DataTransfer();
			for (const file of chosen) carried.items.add(file);
			field.files = carried.files;
			list.replaceChildren(...chosen.map((file, place) => {
				const item = document.createElement('li');
				const image = document.createElement('img');
				const button = document.createElement('button');
				image.src = URL.createObjectURL(file);
				image.onload = () => URL.revokeObjectURL(image.src);
				image.alt = file.name;
				image.width = image.height = 72;
				button.type = 'button';
				button.className = 'button plain small';
				button.textContent = '×';
				button.setAttribute('aria-label', this.dataset.remove.replace('%', file.name));
				button.onclick = () => {
					chosen = chosen.filter((_, at) => at !== place);
					put();
					field.focus();
				};
				item.append(image, button);
				return item;
			}));
		};
		const take = async (files) => {
			const images = [...files].filter((file) => file.type.startsWith('image/'));
			if (!images.length) return;
			details.open = true;
			const made = await Promise.all(images.map(shrink));
			chosen = [...chosen, ...made].slice(0, most);
			put();
		};
		field.addEventListener('change', () => take(field.files));
		form.elements.text.addEventListener('paste', (event) => {
			// Whoever copies from a page copies words and a picture: the words are meant.
			if (event.clipboardData.types.includes('text/plain') || !event.clipboardData.files.length) return;
			event.preventDefault();
			take(event.clipboardData.files);
		});
		form.addEventListener('dragover', (event) => event.dataTransfer.types.includes('Files') && event.preventDefault());
		form.addEventListener('drop', (event) => {
			if (!event.dataTransfer.files.length) return;
			event.preventDefault();
			take(event.dataTransfer.files);
		});
	}
});
