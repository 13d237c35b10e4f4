"""A comparison as one self-contained page: readable from a stick, without network and without scripts.

    report_html   two versions       (report: page anatomy; plan: what stands where; entries, sides: what is shown of each)
    columns_html  three and more     (columns)
    read_page     a page read back   (readback; proof: a page proves itself before it is written)

Text becomes markup in `marked` alone. The template has no text of documents in it but through escaping.
"""
