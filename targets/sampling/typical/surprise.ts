import { FLT_MIN, type Ranking } from "../nucleus-verify.js";

/**
 * Typical's score: how far −ln p is from the entropy. Whoever's p may count as 0 comes last, in any order, since its
 * score may count as infinite.
 */
export const surprise: Ranking = (logits, p) => {
  let entropy = 0;
  for (const x of p) if (x > 0) entropy -= x * Math.log(x);
  // ln p of a candidate is that of the likeliest and the difference of their logits, of large numbers first.
  let likeliest = 0;
  for (const [i, x] of p.entries()) if (x > (p[likeliest] as number)) likeliest = i;
  const most = Math.log(p[likeliest] as number);
  const largest = logits[likeliest] as number;
  const underflow = -Math.log(FLT_MIN) - entropy;
  return (logit) => {
    const score = Math.abs(-(most + (logit - largest)) - entropy);
    return score < underflow ? score : underflow;
  };
};
