"""The rule drawn under a part of the head: a line of exact length, centred in its column."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.shared import Length
from docx.text.paragraph import Paragraph

# A line is a shape of Word 2010 and later, which LibreOffice draws too. It hangs on the last line
# of its own paragraph and moves with it; "decorative" tells screen readers to pass it over.
_RULE = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
  xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
  xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
  xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
  xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative">
 <mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
  <wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}"
    behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
   <wp:simplePos x="0" y="0"/>
   <wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>
   <wp:positionV relativeFrom="line"><wp:posOffset>{below}</wp:posOffset></wp:positionV>
   <wp:extent cx="{length}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
   <wp:docPr id="{number}" name="{name}"><a:extLst>
    <a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative val="1"/></a:ext>
   </a:extLst></wp:docPr>
   <wp:cNvGraphicFramePr/>
   <a:graphic><a:graphicData
     uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
    <wps:wsp><wps:cNvCnPr/><wps:spPr>
     <a:xfrm><a:off x="0" y="0"/><a:ext cx="{length}" cy="0"/></a:xfrm>
     <a:prstGeom prst="line"><a:avLst/></a:prstGeom>
     <a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>
    </wps:spPr><wps:bodyPr/></wps:wsp>
   </a:graphicData></a:graphic>
  </wp:anchor>
 </w:drawing></mc:Choice></mc:AlternateContent>
</w:r>
"""


def draw_rule(paragraph: Paragraph, length: Length, below: Length, number: int) -> None:
    """Draw a rule ``below`` the top of the paragraph's last line; ``number`` tells it apart."""
    name = f"Kẻ ngang {number}"
    rule = parse_xml(_RULE.format(length=int(length), below=int(below), number=number, name=name))
    paragraph._p.append(rule)
