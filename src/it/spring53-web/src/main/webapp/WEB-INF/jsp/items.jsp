<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<!DOCTYPE html>
<html>
<head><title>Items: <c:out value="${status}"/></title></head>
<body>
<table>
  <tr><th>Name</th><th>Status</th><th>Watts</th><th>Created</th></tr>
  <c:forEach var="item" items="${items.content}">
  <tr>
    <td><a href="<c:url value='/items/${item.id}'/>"><c:out value="${item.name}"/></a></td>
    <td><c:out value="${item.status}"/></td>
    <td><c:out value="${item.metadata.watts}"/></td>
    <td>${item.createdAt}</td>
  </tr>
  </c:forEach>
</table>
<c:if test="${not empty items.nextCursor}">
<c:url var="next" value="/items">
  <c:param name="status" value="${status}"/>
  <c:param name="cursor" value="${items.nextCursor}"/>
</c:url>
<a id="next" href="<c:out value='${next}'/>">Next page</a>
</c:if>
</body>
</html>
