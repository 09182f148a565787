import { renderTemplate } from "../../support/template.js";

/** Pixels; GitHub shows a page about so wide. */
const WIDTH = 860;

/** A picture by itself: `body` is one of the plots' templates. */
interface Figure {
  readonly title: string;
  /** What the picture shows, for those who cannot see it. */
  readonly description: string;
  readonly height: number;
}

/** SVG that adapts to a light or dark page, with neither scripts nor fonts of its own. */
export async function renderFigure(figure: Figure, template: string, view: object): Promise<string> {
  const body = await renderTemplate(template, view);
  return renderTemplate("accuracy-figure.svg.hbs", {
    ...figure,
    title: xml(figure.title),
    description: xml(figure.description),
    width: WIDTH,
    body: body.trimEnd(),
  });
}

/** Text between tags. */
export const xml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A coordinate: a hundredth of a pixel is seen by nobody. */
export const px = (value: number): string => String(Math.round(value * 10) / 10);
