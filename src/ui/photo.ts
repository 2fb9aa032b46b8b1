/** A picture as a page shows it. Width and height are pixels of the original and keep its place while it loads. */
export interface Photo {
	src: string;
	srcset?: string;
	width: number;
	height: number;
	/** Empty or missing where the text beside says the same. */
	alt?: string;
}
