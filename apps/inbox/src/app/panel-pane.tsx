import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../components/ui/button.tsx';
import { Pane } from '../components/ui/pane.tsx';
import { strings } from './strings.ts';

/** Where there is room the pane on the right; else it lies over the conversation, with a way back. */
export const PanelPane = ({ onClose, children }: { onClose: () => void; children: ReactNode }) => (
  <Pane
    keptAs="panel-width"
    resizeLabel={strings.resizePanel}
    narrowest={240}
    widest={420}
    first={280}
    edge="left"
    className="border-l border-line max-panel:absolute max-panel:inset-y-0 max-panel:right-0 max-panel:z-20 max-panel:shadow-float max-md:border-l-0"
  >
    {children}
    <IconButton label={strings.closePanel} onClick={onClose} className="absolute top-3 right-3 panel:hidden">
      <X size={16} aria-hidden />
    </IconButton>
  </Pane>
);
