const weights = [1, 2, 1, 2, 1, 2, 4, 1] as const;

/** The sum of a number's decimal digits. */
const digitSum = (number: number): number => Math.trunc(number / 10) + (number % 10);

/**
 * True for a possible 統一編號, the number of a company in Taiwan: eight digits whose weighted digit sums add up to a
 * multiple of five. A seventh digit of 7 gives 28, whose digits add up to 10, which counts as 1 or as 0. Source: Ministry
 * of Finance, 營利事業統一編號檢查碼邏輯 as changed in April 2023, when the divisor became 5 instead of 10.
 */
export function isTaxId(text: string): boolean {
	if (!/^\d{8}$/.test(text)) return false;
	const sum = weights.reduce((total, weight, index) => {
		const product = digitSum(Number(text[index]) * weight);
		return total + (product === 10 ? 0 : product);
	}, 0);
	return sum % 5 === 0 || (text[6] === '7' && (sum + 1) % 5 === 0);
}
