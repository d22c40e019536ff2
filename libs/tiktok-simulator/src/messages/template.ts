import type { Params } from '../gateway/params.ts';
import { refuse } from '../gateway/refusal.ts';
import type { TemplateBody } from './entities.ts';

const maxTitleCharacters = 40;
const maxButtons = 3;
const maxIdCharacters = 40;
const maxButtonCharacters = { QA_BUTTON_CARD: 20, QA_LINK_CARD: 40 };

/** A question-and-answer card (tiktok-api.md §4.2). */
export function readTemplate(block: Params): TemplateBody {
  const type = block.oneOf('type', ['QA_BUTTON_CARD', 'QA_LINK_CARD']);
  const title = block.text('title');
  if ([...title].length > maxTitleCharacters) refuse(40002, `template.title: at most ${maxTitleCharacters} characters`);
  const buttons = block.objects('buttons');
  if (buttons.length < 1 || buttons.length > maxButtons) refuse(40002, `template.buttons: 1 to ${maxButtons}`);
  return { type, title, buttons: buttons.map((button) => readButton(button, maxButtonCharacters[type])) };
}

function readButton(button: Params, maxCharacters: number): TemplateBody['buttons'][number] {
  const title = button.text('title');
  if ([...title].length > maxCharacters) refuse(40002, `template.buttons.title: at most ${maxCharacters} characters`);
  const id = button.optionalText('id');
  if (id !== undefined && id.length > maxIdCharacters) {
    refuse(40002, `template.buttons.id: at most ${maxIdCharacters} characters`);
  }
  return { type: button.oneOf('type', ['REPLY']), title, ...(id !== undefined && { id }) };
}
